package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers texts in the order in which they come first. A text that is known already is found without making a String of it. */
final class TextDictionary {

    private static final int SHORT = Long.BYTES;

    private final List<String> texts = new ArrayList<>();
    private int[] hashes = new int[16];
    /** Of short texts their letters in a number, of others 0. */
    private long[] letters = new long[16];
    /** One more than the number of a text, at the place of its hash or behind; 0 where there is none. */
    private int[] places = new int[32];

    /** The number of a text, from 0; a new one where it was not known. */
    int code(char[] text, int from, int length) {
        long few = length <= SHORT ? letters(text, from, length) : 0;
        int hash = few != 0 ? mixed(few) : hash(text, from, length);
        for (int place = hash & places.length - 1; ; place = place + 1 & places.length - 1) {
            int code = places[place] - 1;
            if (code < 0) {
                return add(new String(text, from, length), few, hash, place);
            }
            if (few != 0 ? letters[code] == few : hashes[code] == hash && isSame(texts.get(code), text, from, length)) {
                return code;
            }
        }
    }

    /** A number that no other text has: the letters, eight bits each; 0 where one needs more, is 0, or there is none. */
    private static long letters(char[] text, int from, int length) {
        long letters = 0;
        for (int i = from; i < from + length; i++) {
            char letter = text[i];
            if ((char) (letter - 1) >= 0xff) {
                return 0;
            }
            letters = letters << Byte.SIZE | letter;
        }
        return letters;
    }

    private static int mixed(long letters) {
        long hash = letters * 0x9e3779b97f4a7c15L;
        hash = (hash ^ hash >>> 32) * 0xbf58476d1ce4e5b9L;
        return (int) (hash ^ hash >>> 29);
    }

    int code(String text) {
        return code(text.toCharArray(), 0, text.length());
    }

    int size() {
        return texts.size();
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Mixed, so that texts made to collide in String's hash do not here. */
    private static int hash(char[] text, int from, int length) {
        long hash = 0x9e3779b97f4a7c15L ^ length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ text[i]) * 0xbf58476d1ce4e5b9L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ hash >>> 32);
    }

    private static boolean isSame(String known, char[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private int add(String text, long few, int hash, int place) {
        int code = texts.size();
        texts.add(text);
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * code);
            letters = Arrays.copyOf(letters, 2 * code);
        }
        hashes[code] = hash;
        letters[code] = few;
        places[place] = code + 1;
        if (2 * texts.size() > places.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        places = new int[2 * places.length];
        for (int code = 0; code < texts.size(); code++) {
            int place = hashes[code] & places.length - 1;
            while (places[place] != 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = code + 1;
        }
    }
}

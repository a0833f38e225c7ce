package dev.lanewise.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README or a page of the guide.
 *
 * @param file   where it stands
 * @param text   all of it
 * @param blocks its fenced blocks, from the first to the last
 */
record GuidePage(Path file, String text, List<Block> blocks) {

    static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..").normalize();
    static final Path GUIDE = ROOT.resolve("samples/docs");

    private static final Pattern FENCED = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * A fenced block.
     *
     * @param language the word behind the fence, or nothing
     * @param text     its lines
     */
    record Block(String language, String text) {

        boolean isJava() {
            return language.equals("java");
        }

        /** Whether it is a type of its own, which needs a caller. */
        boolean isType() {
            return isJava() && Pattern.compile("^public (class|record|interface) ", Pattern.MULTILINE).matcher(text).find();
        }

        boolean isWholeProgram() {
            return isJava() && text.contains("void main()");
        }

        /** What the page says that Java prints: a block of that kind, or what stands below a command. */
        Stream<String> printed() {
            if (text.startsWith("$ java ")) {
                return text.lines().skip(1);
            }
            return language.equals("text") ? text.lines() : Stream.empty();
        }
    }

    static GuidePage of(Path file) throws IOException {
        String text = Files.readString(file);
        List<Block> blocks = new ArrayList<>();
        Matcher fenced = FENCED.matcher(text);
        while (fenced.find()) {
            blocks.add(new Block(fenced.group(1), fenced.group(2)));
        }
        return new GuidePage(file, text, blocks);
    }

    static List<GuidePage> all() throws IOException {
        List<GuidePage> pages = new ArrayList<>(List.of(of(ROOT.resolve("README.md"))));
        try (Stream<Path> files = Files.list(GUIDE)) {
            for (Path file : files.sorted().toList()) {
                pages.add(of(file));
            }
        }
        return pages;
    }

    /** Pages with lines of Java that run. */
    static List<GuidePage> running() throws IOException {
        return all().stream().filter(page -> page.blocks.stream().anyMatch(block -> block.isJava() && !block.isType())).toList();
    }

    /** The name of the page as a Java name: {@code QuickStart} of quick-start.md. */
    String className() {
        return Pattern.compile("(?:^|-)(\\w)").matcher(toString().replace(".md", "").toLowerCase(Locale.ROOT))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    List<String> printed() {
        return blocks.stream().flatMap(Block::printed).toList();
    }

    /** The page's Java as one program: as it stands, or its lines with {@code rows} and {@code labels} around them. */
    String program() {
        List<Block> shown = blocks.stream().filter(block -> block.isJava() && !block.isType()).toList();
        if (shown.stream().anyMatch(Block::isWholeProgram)) {
            return shown.getFirst().text;
        }
        List<String> lines = shown.stream().flatMap(block -> block.text.lines()).toList();
        return String.join("\n", lines.stream().filter(line -> line.startsWith("import ")).distinct().toList()) + """

                float[][] rows = new float[150][2];
                int[] labels = new int[rows.length];

                void main() throws Exception {
                    var random = new java.util.SplittableRandom(5);
                    for (int i = 0; i < rows.length; i++) {
                        labels[i] = random.nextInt(3);
                        rows[i][0] = (float) (labels[i] - 1 + 0.2 * random.nextGaussian());
                        rows[i][1] = (float) (labels[i] % 2 + 0.2 * random.nextGaussian());
                    }
                """ + String.join("\n", lines.stream().filter(line -> !line.startsWith("import ")).toList()) + "\n}\n";
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}

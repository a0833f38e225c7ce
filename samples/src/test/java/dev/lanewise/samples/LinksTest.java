package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the pages of the project lead somewhere. */
class LinksTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..").normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of(".", ".github", ".github/ISSUE_TEMPLATE", "engine", "bench", "samples/docs")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<Path> links(Path page) throws IOException {
        List<Path> links = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            if (!link.group(1).contains("://")) {
                links.add(page.resolveSibling(link.group(1)));
            }
        }
        return links;
    }

    @Test
    void leadToFilesThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            links(page).stream().filter(link -> !Files.exists(link)).forEach(link -> broken.add(page + " links to " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void leadFromTheReadmeAndTheIndexToEveryPageOfTheGuide() throws IOException {
        Path guide = ROOT.resolve("samples/docs"), index = guide.resolve("README.md");
        try (Stream<Path> files = Files.list(guide)) {
            Set<Path> pages = files.map(Path::normalize).collect(Collectors.toSet());
            assertTrue(pages.size() >= 12, "the guide has " + pages);
            assertTrue(normalized(links(ROOT.resolve("README.md"))).containsAll(pages), "the README leaves out a page");
            pages.remove(index);
            assertTrue(normalized(links(index)).containsAll(pages), "the index leaves out a page");
        }
    }

    /** A heading of a page gets the anchor that GitHub makes of it. */
    @Test
    void leadToHeadingsThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = Pattern.compile("\\]\\(([^)#\\s]*)#([^)\\s]+)\\)").matcher(Files.readString(page));
            while (link.find()) {
                if (!link.group(1).contains("://") && !anchors(link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)))
                        .contains(link.group(2))) {
                    broken.add(page + " links to " + link.group());
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<Path> normalized(List<Path> links) {
        return links.stream().map(Path::normalize).collect(Collectors.toSet());
    }
}

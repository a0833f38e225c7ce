package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void leadFromTheReadmeToEveryPageOfTheGuide() throws IOException {
        List<Path> linked = links(ROOT.resolve("README.md")).stream().map(Path::normalize).toList();
        try (Stream<Path> guide = Files.list(ROOT.resolve("samples/docs"))) {
            List<Path> pages = guide.map(Path::normalize).toList();
            assertTrue(pages.size() >= 6 && linked.containsAll(pages), "the README links to " + linked);
        }
    }
}

package dev.lanewise.bench.chart;

import dev.lanewise.bench.Net;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.text.NumberFormat;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.data.category.DefaultCategoryDataset;
import org.w3c.dom.Document;

/** The chart: a panel for each network, a bar for each library and number of threads, the fastest library first. */
final class Drawing {

    private static final int WIDTH = 860;
    private static final int BAR = 18;
    private static final int FRAME = 58;
    private static final int LEGEND = 30;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Color INK = new Color(0x24292f);
    private static final List<Color> BARS = List.of(new Color(0x9ecae1), new Color(0x2171b5), new Color(0x08306b));
    /** White behind everything, so that the chart reads on dark pages, too. */
    private static final Color PAPER = Color.WHITE;

    private Drawing() {
    }

    static String svg(List<Rate> rates) throws IOException {
        Set<Net> nets = rates.stream().map(Rate::net).collect(Collectors.toCollection(() -> EnumSet.noneOf(Net.class)));
        SVGGraphics2D graphics = new SVGGraphics2D(emptyDocument());
        int top = 0;
        for (Net net : nets) {
            List<Rate> own = rates.stream().filter(rate -> rate.net() == net).toList();
            boolean last = net == List.copyOf(nets).getLast();
            int height = FRAME + BAR * bars(own) + (last ? LEGEND : 0);
            panel(net, own, last).draw(graphics, new Rectangle2D.Double(0, top, WIDTH, height));
            top += height;
        }
        graphics.setSVGCanvasSize(new Dimension(WIDTH, top));
        StringWriter text = new StringWriter();
        graphics.stream(text, true);
        return text.toString();
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML parser as it should", e);
        }
    }

    private static int bars(List<Rate> rates) {
        long libraries = rates.stream().map(Rate::library).distinct().count();
        return (int) (libraries * rates.stream().map(Rate::threads).distinct().count());
    }

    private static JFreeChart panel(Net net, List<Rate> rates, boolean legend) {
        String sizes = net.sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
        JFreeChart chart = ChartFactory.createBarChart(null, null, null, dataset(rates), PlotOrientation.HORIZONTAL, legend, false, false);
        TextTitle title = new TextTitle(sizes + ", batches of " + net.batch + ": samples a second in training", HEADING);
        title.setPaint(INK);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(title);
        chart.setBackgroundPaint(PAPER);
        if (legend) {
            chart.getLegend().setItemFont(TEXT);
            chart.getLegend().setItemPaint(INK);
            chart.getLegend().setFrame(BlockBorder.NONE);
        }
        style(chart.getCategoryPlot());
        return chart;
    }

    private static DefaultCategoryDataset dataset(List<Rate> rates) {
        var dataset = new DefaultCategoryDataset();
        rates.stream().map(Rate::threads).distinct().sorted().forEach(threads -> best(rates).forEach(library -> rates.stream()
                .filter(rate -> rate.threads() == threads && rate.library().equals(library))
                .forEach(rate -> dataset.addValue(rate.samplesPerSecond(), threads + (threads == 1 ? " thread" : " threads"), library))));
        return dataset;
    }

    /** Libraries by their best rate. */
    private static List<String> best(List<Rate> rates) {
        return rates.stream().sorted(Comparator.comparingDouble(Rate::samplesPerSecond).reversed()).map(Rate::library).distinct().toList();
    }

    private static void style(CategoryPlot plot) {
        plot.setBackgroundPaint(PAPER);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.getDomainAxis().setTickLabelFont(TEXT);
        plot.getDomainAxis().setTickLabelPaint(INK);
        plot.getDomainAxis().setCategoryMargin(0.2);
        plot.getDomainAxis().setAxisLineStroke(new BasicStroke(1f));
        ValueAxis axis = plot.getRangeAxis();
        axis.setVisible(false);
        axis.setUpperMargin(0.15); // room for the numbers
        BarRenderer renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", NumberFormat.getIntegerInstance(Locale.ROOT)));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(TEXT);
        renderer.setDefaultItemLabelPaint(INK);
        for (int series = 0; series < BARS.size(); series++) {
            renderer.setSeriesPaint(series, BARS.get(series));
        }
    }
}

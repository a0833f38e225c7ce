package dev.lanewise.samples;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command line run inside of the test: its exit code and what it printed. */
record Cli(int code, String out, String err) {

    static Cli run(String... arguments) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        CommandLine command = Lanewise.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(arguments);
        return new Cli(code, out.toString(), err.toString());
    }
}

package dev.lanewise.samples.digits;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the lock of a file until it is killed, and says so with one letter. */
final class LockHolder {

    private LockHolder() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.print('l');
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}

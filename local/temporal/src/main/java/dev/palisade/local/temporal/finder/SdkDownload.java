package dev.palisade.local.temporal.finder;

import io.temporal.testing.TemporalDevServerOptions;
import io.temporal.testing.internal.devserver.TemporalDevServerDownloader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The download that the Temporal SDK's own {@code TemporalDevServer} makes from temporal.download.
 *
 * <p>Calls the SDK's downloader rather than {@code TemporalDevServer.start}: a download given up after {@code limit} goes on in its thread, and must not start a server
 * later that nobody stops.
 */
record SdkDownload(Cache cache, Duration limit) implements Way {
    @Override
    public String name() {
        return "download by the Temporal SDK";
    }

    @Override
    public boolean fetches() {
        return true;
    }

    @Override
    public Answer seek() {
        FutureTask<Path> download = new FutureTask<>(this::download);
        Thread thread = new Thread(download, "temporal-cli-download");
        thread.setDaemon(true);
        thread.start();
        try {
            Path fetched = download.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new VersionCheck(cache.machine()).check(cache.publish(fetched));
        } catch (TimeoutException e) {
            return new Answer.Refused("not finished after " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer.Refused(rootCause(e).toString());
        } catch (IOException e) {
            return new Answer.Refused(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Refused("interrupted");
        }
    }

    private Path download() {
        String destination = cache.directory().resolve("sdk-download").toString();
        return TemporalDevServerDownloader.prepare(TemporalDevServerOptions.newBuilder()
                .setDownloadEnabled(true)
                .setDownloadDestination(destination)
                .build());
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

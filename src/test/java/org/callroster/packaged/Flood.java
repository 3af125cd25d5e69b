package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that send the same request over and over, as fast as the other side takes it, and read no answer. */
final class Flood implements AutoCloseable {

    private static final int REQUESTS_AT_A_TIME = 100;

    private record Client(SocketChannel channel, ByteBuffer requests) {

        void send() {
            try {
                if (!requests.hasRemaining()) {
                    requests.rewind();
                }
                channel.write(requests);
            } catch (IOException e) {
                throw new UncheckedIOException("refused", e);
            }
        }
    }

    private final List<Client> clients = new ArrayList<>();

    static Flood begin(int port, int connections, String request) {
        byte[] requests = request.repeat(REQUESTS_AT_A_TIME).getBytes(StandardCharsets.ISO_8859_1);
        Flood flood = new Flood();
        for (int i = 0; i < connections; i++) {
            flood.clients.add(new Client(connected(port), ByteBuffer.wrap(requests)));
        }
        return flood;
    }

    private static SocketChannel connected(int port) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends for this long. */
    void pour(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            clients.forEach(Client::send);
        }
    }

    @Override
    public void close() {
        for (Client client : clients) {
            try {
                client.channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

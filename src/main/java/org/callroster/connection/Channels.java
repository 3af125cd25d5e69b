package org.callroster.connection;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** The Netty channel under a connection. Vert.x gives it out by an internal class only, which is named nowhere else. */
public final class Channels {

    private Channels() {
    }

    /** The place of Vert.x itself in the channel's pipeline: the last. */
    public static ChannelHandlerContext of(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }
}

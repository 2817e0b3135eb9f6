import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;

/** Listens on a free loopback port, prints it, and ends with its parent, that is, when its standard input closes. */
public final class TestServer {
    public static void main(String[] args) throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());
        InetSocketAddress address = server.bind();
        System.out.println("listening " + address.getPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is said to it; it waits for the end.
        }
        server.shutdownNow();
        System.exit(0);
    }
}

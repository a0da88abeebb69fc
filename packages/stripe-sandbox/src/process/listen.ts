import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ConnectionCut } from '../api/faults.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Server {
  port: number;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/** Serves a sandbox over HTTP. Port 0 takes any free one. Rejects where the port is taken. */
export function listen(sandbox: Sandbox, options: { port: number; host?: string }): Promise<Server> {
  const server = createAdaptorServer({
    fetch: async (request: Request, { incoming }: HttpBindings | Http2Bindings) => {
      try {
        return await sandbox.fetch(request);
      } catch (error) {
        if (!(error instanceof ConnectionCut)) throw error;
        incoming.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', () => {
      const address = server.address();
      const port = isAddress(address) ? address.port : options.port;
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

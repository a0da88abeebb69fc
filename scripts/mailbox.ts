import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createBehaviours } from './mailbox/behaviours.ts';
import type { Report } from './mailbox/report.ts';
import { listenForMail } from './mailbox/smtp.ts';
import { openMailStore } from './mailbox/store.ts';
import { mailboxWeb } from './mailbox/web.ts';
import type { LocalPage } from './stack/pages.ts';

export interface MailboxOptions {
  /** 0 takes a free port. */
  readonly smtpPort: number;
  /** 0 takes a free port. */
  readonly httpPort: number;
  /** The directory that stores mails between starts; null stores them in memory only. */
  readonly directory: string | null;
  /** Pages of the same stack, which the list of mails leads to. */
  readonly links?: readonly LocalPage[];
  /** Takes the reports that addresses were told to send; without it they go nowhere. */
  readonly onReport?: (report: Report) => void;
}

export interface Mailbox {
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A mail server and a mailbox to read, on the loopback interface: what is sent by SMTP to `smtpPort` can be read
 * in a browser at `url`, and as JSON at `/api/messages?to=…` and `/api/messages/:id`; `DELETE /api/messages`
 * empties it. `POST /api/behaviours` has an address refuse, delay or bounce its mail, or call it spam. Rejects with the socket's error where a port is taken.
 */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { onReport = () => undefined } = options;
  const store = await openMailStore(options.directory);
  const behaviours = createBehaviours();
  const web = createServer(getRequestListener(mailboxWeb(store, behaviours, options.links).fetch));
  const httpPort = await listen(web, options.httpPort);
  const smtp = await listenForMail(store, options.smtpPort, { behaviours, onReport }).catch(
    async (reason: unknown) => {
      await close(web);
      throw reason;
    },
  );
  return {
    smtpPort: smtp.port,
    httpPort,
    url: `http://localhost:${httpPort}`,
    close: async () => {
      await Promise.all([smtp.close(), close(web)]);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mailbox has no port.');
  return address.port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connection open between two refreshes, and would hold the server up.
    server.closeAllConnections();
  });
}

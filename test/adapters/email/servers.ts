import { createServer, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Server } from './in-workerd.ts';

export type Received = { readonly raw: string; readonly mail: Email; readonly to: readonly string[] };

export type RunningServer = {
  readonly server: Server;
  readonly received: Received[];
  close(): Promise<void>;
};

/** A real SMTP server on the loopback interface that keeps what it is given. */
export async function listen(options: SMTPServerOptions = {}): Promise<RunningServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ raw: raw.toString('utf8'), mail, to });
          done();
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.server.address());
  return {
    server: { host: '127.0.0.1', port, security: 'none', credentials: null },
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a scripted server answers to a line; null hangs up, and '' says nothing. */
export type Script = (line: string, state: { inData: boolean }) => string | null;

/** A server that follows the protocol as far as a test wants it to. */
export async function listenScripted(script: Script, greeting = '220 scripted'): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const state = { inData: false };
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8');
      const lines = pending.split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        if (state.inData && line !== '.') continue;
        const answer = script(line, state);
        if (answer === null) socket.destroy();
        else if (answer !== '') socket.write(`${answer}\r\n`);
        state.inData = answer?.startsWith('354') ?? false;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server: {
      host: '127.0.0.1',
      port: portOf(server.address()),
      security: 'none',
      credentials: null,
      timeoutMs: 300,
    },
    received: [],
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Says yes to everything, but to the lines that a test answers itself. */
export function agreeable(answers: Readonly<Record<string, string | null>>): Script {
  return (line) => {
    const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
    const answer = answers[verb];
    if (answer !== undefined) return answer;
    if (verb === 'DATA') return '354 go on';
    return verb === 'QUIT' ? null : '250 fine';
  };
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

import { createServer } from 'node:net';

/** Where the parts listen, all on the loopback interface. */
export interface Ports {
  readonly app: number;
  readonly sandbox: number;
  readonly smtp: number;
  readonly mailbox: number;
}

interface Part {
  readonly name: keyof Ports;
  readonly port: number;
  readonly variable: string;
  readonly what: string;
}

const PARTS: readonly Part[] = [
  { name: 'app', port: 8787, variable: 'QUITTANCE_PORT', what: 'the app' },
  { name: 'sandbox', port: 12111, variable: 'QUITTANCE_SANDBOX_PORT', what: 'the Stripe sandbox' },
  { name: 'smtp', port: 1025, variable: 'QUITTANCE_SMTP_PORT', what: 'incoming mail (SMTP)' },
  { name: 'mailbox', port: 1080, variable: 'QUITTANCE_MAILBOX_PORT', what: 'the mailbox page' },
];

/** The usual ports, each replaceable by its variable. What is no port, or is given twice, is a sentence. */
export function portsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): { ports: Ports } | { problems: readonly string[] } {
  const problems: string[] = [];
  const chosen = { app: -1, sandbox: -1, smtp: -1, mailbox: -1 };
  for (const { name, port, variable } of PARTS) {
    const value = Number(environment[variable] || port);
    chosen[name] = value;
    const twin = PARTS.find((other) => other.name !== name && chosen[other.name] === value);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) {
      problems.push(`${variable} has to be a port from 1 to 65535, not ${environment[variable]}.`);
    } else if (twin !== undefined) {
      problems.push(`${variable} and ${twin.variable} are the same port, ${value}.`);
    }
  }
  return problems.length === 0 ? { ports: chosen } : { problems };
}

/** One sentence for each port in use: which, what for, and what to do about it. */
export async function takenPorts(ports: Ports): Promise<readonly string[]> {
  const sentences = await Promise.all(
    PARTS.map(async ({ name, variable, what }) => {
      const port = ports[name];
      if (await isFree(port)) return null;
      return (
        `Port ${port}, for ${what}, is taken: find who holds it with \`${whoHolds(port)}\`, ` +
        `or choose another with ${variable}=${port + 10_000 > 65_535 ? port - 10_000 : port + 10_000}.`
      );
    }),
  );
  return sentences.filter((sentence) => sentence !== null);
}

function whoHolds(port: number): string {
  if (process.platform === 'win32') return `netstat -ano | findstr :${port}`;
  return process.platform === 'darwin'
    ? `lsof -nP -iTCP:${port} -sTCP:LISTEN`
    : `ss -ltnp 'sport = :${port}'`;
}

/** Ports that were free a moment ago, for a stack that must not disturb others. */
export async function freePorts(): Promise<Ports> {
  // All are held at once, so that no two of them are the same.
  const held = await Promise.all(PARTS.map(() => hold(0, '127.0.0.1')));
  const [app = 0, sandbox = 0, smtp = 0, mailbox = 0] = held.map((server) => server?.port ?? 0);
  await Promise.all(held.map((server) => server?.release()));
  return { app, sandbox, smtp, mailbox };
}

async function isFree(port: number): Promise<boolean> {
  // `localhost` may mean either address, and a browser would use the first that answers.
  for (const host of ['127.0.0.1', '::1']) {
    const held = await hold(port, host);
    if (held === null) return false;
    await held.release();
  }
  return true;
}

interface Held {
  readonly port: number;
  release(): Promise<void>;
}

/** Listens for a moment. Null where the port is taken; an address that the machine lacks counts as free. */
function hold(port: number, host: string): Promise<Held | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else if (error.code === 'EACCES') resolve(null);
      else if (host !== '127.0.0.1') resolve({ port, release: async () => undefined });
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = address !== null && typeof address !== 'string' ? address.port : port;
      resolve({ port: taken, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

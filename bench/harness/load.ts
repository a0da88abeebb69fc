import { Agent, request as httpRequest } from 'node:http';

/** One request as it is sent. */
export type Shot = {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer's status where that is not 200. */
  readonly answers?: number;
};

/** Sends requests over a few connections that stay open, the next one as soon as an answer is complete. */
export type Load = {
  /** Rejects at the first answer of another status: what fails is fast, and no measurement. */
  readonly fire: (origin: URL, shots: readonly Shot[]) => Promise<void>;
  readonly close: () => void;
};

/** A source of load with so many connections. */
export function openLoad(connections: number): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    fire: async (origin, shots) => {
      const waiting = shots.values();
      const connection = async () => {
        for (const shot of waiting) await send(agent, origin, shot);
      };
      await Promise.all(Array.from({ length: connections }, connection));
    },
    close: () => agent.destroy(),
  };
}

function send(
  agent: Agent,
  origin: URL,
  { path, method, headers, body, answers = 200 }: Shot,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = origin;
    const request = httpRequest({ agent, hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === answers) resolve();
        else reject(new Error(`${method} answered ${answer.statusCode}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Front, openFront } from '../../scripts/stack/app/front.ts';
import { freePorts } from '../../scripts/stack/ports.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A runtime that answers so, on a port of its own. */
async function runtime(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function front(): Promise<
  Front & { readonly url: string; readonly lines: string[]; readonly port: number }
> {
  const { app: port } = await freePorts();
  const lines: string[] = [];
  const opened = await openFront(port, (line) => lines.push(line));
  closing.push(opened.close);
  return { ...opened, url: `http://127.0.0.1:${port}`, lines, port };
}

/** Once this holds; a runner's own timeout ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 5));
}

describe('the app’s address on this machine', () => {
  it('hands a request on as it came, and its answer with each header', async () => {
    const { url, leadTo } = await front();
    const port = await runtime(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(201).end(`${request.method} ${request.url} ${request.headers.host} ${body}`);
    });
    leadTo(port);
    const answer = await fetch(`${url}/x?y=ä`, { method: 'POST', body: 'said' });
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe(`POST /x?y=%C3%A4 ${new URL(url).host} said`);
  });

  it('holds what comes while the runtime starts anew, and waits for what is under way', async () => {
    const { url, leadTo, hold } = await front();
    const waiting: ServerResponse[] = [];
    leadTo(await runtime((_, response) => waiting.push(response)));
    const underWay = fetch(url).then((answer) => answer.text());
    await until(() => waiting.length === 1);
    let isHeld = false;
    const holding = hold().then(() => {
      isHeld = true;
    });
    const held = fetch(url).then((answer) => answer.text());
    await new Promise((done) => setTimeout(done, 50));
    expect(isHeld).toBe(false);
    waiting[0]?.end('the first');
    await holding;
    expect(await underWay).toBe('the first');
    leadTo(await runtime((_, response) => response.end('the second')));
    expect(await held).toBe('the second');
  });

  it('goes on where a client gives up, and where the runtime cuts a connection', async () => {
    const { url, leadTo, lines, port } = await front();
    let requests = 0;
    leadTo(
      await runtime((request, response) => {
        requests += 1;
        if (request.url === '/cut') request.socket.destroy();
        else if (request.url !== '/slow') response.end('there');
      }),
    );
    const client = connect(port, '127.0.0.1', () => client.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'));
    await until(() => requests === 1);
    client.destroy();
    await until(() => lines.length === 1);
    expect(lines[0]).toMatch(/^GET \/slow was given up /);
    expect((await fetch(`${url}/cut`)).status).toBe(502);
    expect(await (await fetch(url)).text()).toBe('there');
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mailbox, startMailbox } from '../../../scripts/mailbox.ts';
import { CAUSES } from '../../../src/domain/watch/causes.ts';
import { overSentenceOf } from '../../../src/domain/watch/over.ts';
import { deployWatched } from './deployment.ts';
import { troubleOf } from './troubles.ts';

const MINUTE = 60_000;
const DUTY = 'duty@operator.example';

let mailbox: Mailbox;
let deployment: Awaited<ReturnType<typeof deployWatched>>;
let webhook: Server;
let isWebhookWell = true;
let now = Date.UTC(2026, 10, 29, 6);
beforeAll(async () => {
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, directory: null });
  webhook = createServer((request, response) => {
    request.resume();
    response.writeHead(isWebhookWell ? 204 : 500).end();
  });
  await new Promise<void>((ready) => {
    webhook.listen(0, '127.0.0.1', ready);
  });
  const { port } = webhook.address() as AddressInfo;
  const variables = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mailbox.smtpPort),
    ALARM_EMAIL: DUTY,
    ALARM_WEBHOOK: `http://127.0.0.1:${port}/`,
    ALARM_WEBHOOK_SECRET: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  };
  deployment = await deployWatched(variables, now);
  await tick();
});
afterAll(async () => {
  await deployment.close();
  await mailbox.close();
  webhook.close();
});

/** Ticks come by the clock that the test moves: nothing waits. */
async function tick(minutesLater = 0): Promise<void> {
  now += minutesLater * MINUTE;
  await deployment.tick(now);
}

/** The mails to the person on duty that the mailbox has, oldest first, each as its subject and text. */
async function mails(): Promise<readonly string[]> {
  const read = async <T>(path: string): Promise<T> =>
    JSON.parse(await (await fetch(`${mailbox.url}${path}`)).text());
  const { messages } = await read<{ messages: readonly { id: string }[] }>(`/api/messages?to=${DUTY}`);
  const whole = messages.map(({ id }) => read<{ subject: string; text: string }>(`/api/messages/${id}`));
  return (await Promise.all(whole))
    .map(({ subject, text }) => `${subject}\n${text.replaceAll(/\s+/g, ' ')}`)
    .toReversed();
}
async function refuse(kind: 'delay' | 'take'): Promise<void> {
  const body = JSON.stringify({ address: DUTY, kind });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  expect((await fetch(`${mailbox.url}/api/behaviours`, init)).status).toBe(200);
}

it.each(CAUSES)('the mailbox has one alarm mail of %s, and one when it is over', async (cause) => {
  const { status } = await fetch(`${mailbox.url}/api/messages`, { method: 'DELETE' });
  expect(status).toBe(204);
  const trouble = troubleOf(cause, now);
  if ('outside' in trouble) {
    // A way that fails is known once something has to be told; what was over within the hour isn't told again yet.
    await tick(61);
    const other = troubleOf('dead_letters', now);
    if ('outside' in other) throw new Error('dead letters are rows');
    if (trouble.outside === 'mail') await refuse('delay');
    else isWebhookWell = false;
    await deployment.run(other.begins);
    await tick();
    await tick(1);
    if (trouble.outside === 'mail') {
      expect(await mails()).toEqual([]);
      await refuse('take');
    }
    await tick(5);
    isWebhookWell = true;
    await deployment.run(other.ends);
  } else {
    await deployment.run(trouble.begins);
    await tick();
    await tick(1);
  }
  const begun = (await mails()).filter((mail) => mail.includes(`(${cause}, since`));
  expect(begun).toHaveLength(1);
  expect(begun[0]).toMatch(/^\[quittance-watched\] Alarm: /);
  expect(begun[0]).toContain(cause.replaceAll('_', ' '));

  if (!('outside' in trouble)) await deployment.run(trouble.ends);
  for (let ticks = 0; ticks < 3; ticks += 1) await tick(11);
  const all = await mails();
  const over = all.slice(all.indexOf(begun[0] ?? '') + 1).filter((mail) => mail.includes(`(${cause}, since`));
  expect(over).toHaveLength(1);
  expect(over[0]).toMatch(/^\[quittance-watched\] Over: /);
  expect(over[0]).toContain(overSentenceOf(cause));
});

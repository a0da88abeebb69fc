import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Message, parseMail, type ReceivedMail } from './message.ts';

/** Older mails make room beyond this, so that a forgotten mailbox does not grow for ever. */
const KEPT = 2_000;

export interface MailStore {
  add(mail: Omit<ReceivedMail, 'id'>): Promise<Message>;
  /** Newest first; with an address, only mail whose envelope names it (case-insensitive). */
  list(recipient?: string): readonly Message[];
  get(id: string): Message | undefined;
  clear(): Promise<void>;
}

/**
 * The mails, in memory and, where a directory is given, on disk: `<id>.eml` holds the bytes as received and
 * `<id>.json` the envelope. The envelope is written last and by rename, so a crash leaves no half mail behind.
 */
export async function openMailStore(directory: string | null): Promise<MailStore> {
  const messages = new Map<string, Message>();
  if (directory !== null) {
    await mkdir(directory, { recursive: true });
    for (const mail of await readAll(directory)) messages.set(mail.id, await parseMail(mail));
  }
  let arrivals = 0;

  async function forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      messages.delete(id);
      if (directory === null) continue;
      await rm(join(directory, `${id}.json`), { force: true });
      await rm(join(directory, `${id}.eml`), { force: true });
    }
  }

  return {
    async add(mail) {
      arrivals += 1;
      const moment = Date.parse(mail.receivedAt).toString(36).padStart(9, '0');
      const id = `${moment}-${arrivals.toString(36).padStart(5, '0')}${randomBytes(3).toString('hex')}`;
      const message = await parseMail({ ...mail, id });
      if (directory !== null) await write(directory, message);
      messages.set(id, message);
      await forget([...messages.keys()].slice(0, Math.max(0, messages.size - KEPT)));
      return message;
    },
    list(recipient) {
      const wanted = recipient?.toLowerCase();
      const all = [...messages.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
      return wanted === undefined
        ? all
        : all.filter(({ envelopeTo }) => envelopeTo.some((address) => address.toLowerCase() === wanted));
    },
    get: (id) => messages.get(id),
    clear: () => forget([...messages.keys()]),
  };
}

async function write(directory: string, mail: ReceivedMail): Promise<void> {
  const { id, receivedAt, envelopeFrom, envelopeTo, raw } = mail;
  await writeFile(join(directory, `${id}.eml`), raw);
  const draft = join(directory, `${id}.json.part`);
  await writeFile(draft, JSON.stringify({ id, receivedAt, envelopeFrom, envelopeTo }));
  await rename(draft, join(directory, `${id}.json`));
}

async function readAll(directory: string): Promise<readonly ReceivedMail[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const envelope: Omit<ReceivedMail, 'raw'> = JSON.parse(await readFile(join(directory, name), 'utf8'));
      return { ...envelope, raw: await readFile(join(directory, `${envelope.id}.eml`)) };
    }),
  );
}

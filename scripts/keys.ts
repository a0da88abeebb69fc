import { randomBytes } from 'node:crypto';
import { keyEnd } from '../src/domain/api-key/life.ts';
import { makeId } from '../src/domain/ids.ts';
import { newApiKey } from './business/identity.ts';
import { executeSql, isUnbound, readRows, type Target } from './business/store.ts';
import { type Command, readAsked, USAGE, verbOf } from './keys/arguments.ts';
import { isSecretVerb } from './keys/kinds.ts';
import { keyLine, storedKey } from './keys/rows.ts';
import { SECRETS_USAGE } from './keys/secret-arguments.ts';
import { changeSecrets } from './keys/secrets.ts';
import {
  createSql,
  READ_KEYS,
  READ_MERCHANTS,
  type Run,
  revokeSql,
  rotateSql,
  type StoredKey,
} from './keys/sql.ts';
import { LOCAL_STATE } from './tools.ts';

/** What a command came to: what is printed, and whether it is an error. */
type Said = { readonly text: string; readonly isProblem: boolean };

const said = (text: string): Said => ({ text, isProblem: false });
const problem = (text: string): Said => ({ text, isProblem: true });

async function main(): Promise<Said> {
  const now = Date.now();
  const words = process.argv.slice(2);
  if (isSecretVerb(verbOf(words))) return changeSecrets(words);
  const asked = readAsked(words, now);
  if (asked === 'help') return said(`${USAGE}\n\n${SECRETS_USAGE}`);
  if ('problems' in asked) return problem(`${asked.problems.join('\n')}\n\n${USAGE}`);
  const { remote, environment, database, config } = asked;
  const place = remote ? { remote, environment } : { local: LOCAL_STATE };
  const target: Target = { ...place, database, config };
  const run = { at: now, by: asked.by, auditId: makeId('aud', now, randomBytes(9), database) };
  return carryOut(asked.command, target, run);
}

async function carryOut(command: Command, target: Target, run: Run): Promise<Said> {
  if (command.verb === 'create') return create(command, target, run);
  const read = await readRows(READ_KEYS, target);
  if ('problem' in read) return problem(explained(read.problem));
  const keys = read.rows.map(storedKey);
  if (command.verb === 'list') {
    return said(keys.map((key) => keyLine(key, run.at)).join('\n') || 'There is no API key yet.');
  }
  const key = keys.find(({ id }) => id === command.keyId);
  if (key === undefined)
    return problem(`There is no key ${command.keyId}; \`npm run keys -- list\` names all.`);
  const end = keyEnd(key, 'present', run.at);
  switch (command.verb) {
    case 'revoke':
      if (end?.why === 'revoked') return said('It was revoked before; nothing was changed.');
      return write(
        revokeSql(key, run),
        target,
        `${key.name} (${key.id}) is revoked, and what it opened has ended.`,
      );
    case 'rotate':
      if (end !== null) return problem('The key is over: make another one.');
      return rotate(key, command.overlapMs, target, run);
  }
}

async function create(ask: Extract<Command, { verb: 'create' }>, target: Target, run: Run): Promise<Said> {
  const read = await readRows(READ_MERCHANTS, target);
  if ('problem' in read) return problem(explained(read.problem));
  const ids = read.rows.map(({ id }) => String(id));
  const [only, another] = ids;
  const merchantId = ask.merchantId ?? (another === undefined ? only : undefined);
  if (merchantId === undefined || !ids.includes(merchantId)) {
    return problem(`Name the business by --merchant: ${ids.join(', ') || 'there is none yet'}.`);
  }
  const id = makeId('key', run.at, randomBytes(9), target.database);
  const secret = newApiKey(ask.livemode);
  return write(createSql({ ...ask, id, merchantId }, secret, run), target, shownOnce(ask.name, id, secret));
}

async function rotate(key: StoredKey, overlapMs: number, target: Target, run: Run): Promise<Said> {
  if (overlapMs > 0 && key.previousUntil !== null && key.previousUntil > run.at) {
    const until = new Date(key.previousUntil).toISOString();
    return problem(
      `The secret before this one works until ${until}: rotate after that, or with --overlap 0.`,
    );
  }
  const secret = newApiKey(key.livemode);
  return write(rotateSql(key, secret, overlapMs, run), target, shownOnce(key.name, key.id, secret));
}

const shownOnce = (name: string, id: string, secret: string): string =>
  `The API key of ${name} (${id}), which is stored nowhere and not shown again:\n\n  ${secret}\n`;

async function write(sql: string, target: Target, text: string): Promise<Said> {
  const { code, output } = await executeSql(sql, target);
  return code === 0 ? said(text) : problem(explained(output));
}

function explained(output: string): string {
  if (isUnbound(output)) return `The configuration binds no such database: ${output.trim()}`;
  return /no such (?:table|column)/.test(output)
    ? 'The database is older than this program: run `npx wrangler d1 migrations apply DB --remote` first (`npm start` does it locally).'
    : output.trim();
}

const { text, isProblem } = await main();
if (isProblem) console.error(text);
else console.log(text);
process.exitCode = isProblem ? 1 : 0;

import { recent } from '../../domain/memo.ts';
import { deriveKey } from './derive-key.ts';
import type { LinkPurpose, Links, LinkTarget } from './port.ts';
import { createSeals } from './sealed.ts';
import { mintShort, openShort, SHORT_LENGTH } from './short-token.ts';
import { mintToken, openToken, PREFIX, TOKEN_LENGTH } from './token.ts';

/** A link key: its number (0–255, in every token) and at least 32 secret bytes. */
export type LinkKey = { readonly id: number; readonly secret: Uint8Array<ArrayBuffer> };

/** A link as it is stored: a view link has been short since some time, and one from before is filled in as it was. */
type Form = LinkPurpose | 'short_view';

const PATHS: Record<Form, { readonly before: string; readonly after: string }> = {
  view: { before: '/i/', after: '' },
  short_view: { before: '/i/', after: '' },
  pay: { before: '/pay/', after: '' },
  success: { before: '/pay/', after: '/success' },
  sign_in: { before: '/portal/sign-in/', after: '' },
  refuse: { before: '/pay/', after: '/refuse' },
  receipt: { before: '/receipts/', after: '' },
  staff_sign_in: { before: '/dashboard/sign-in/', after: '' },
  invitation: { before: '/dashboard/invitations/', after: '' },
};
const FORMS: readonly Form[] = [
  'view',
  'short_view',
  'pay',
  'success',
  'sign_in',
  'refuse',
  'receipt',
  'staff_sign_in',
  'invitation',
];
const PLACEHOLDER =
  '\\{\\{link:(view|short_view|pay|success|sign_in|refuse|receipt|staff_sign_in|invitation):([a-z]+_[0-9a-z]+):(\\d+):(\\d+)\\}\\}';
/** So many links that were made or opened of late are known by heart: the same are shown again and again. */
const RECENT = 1000;
/** User text may look like a placeholder. It is escaped with one more `text:`, which filling removes. */
const TYPED = '\\{\\{(?=(?:text:)*link:)';
const STORED = new RegExp(`${PLACEHOLDER}|\\{\\{text:(?=(?:text:)*link:)`, 'g');

/**
 * Links under `appUrl`. The first key makes new ones; the others go on verifying, since links live in old
 * PDFs. Keys are derived per purpose by HKDF-SHA-256 (RFC 5869) and imported once.
 */
export function createLinks(appUrl: string, keys: readonly [LinkKey, ...LinkKey[]]): Links {
  const derived = new Map<string, Promise<CryptoKey>>();
  const keyFor = async (purpose: Form, keyId: number): Promise<CryptoKey | null> => {
    const key = keys.find((candidate) => candidate.id === keyId);
    if (key === undefined) return null;
    const name = `${purpose}:${keyId}`;
    const known = derived.get(name) ?? deriveKey(purpose, key.secret);
    derived.set(name, known);
    return known;
  };
  const mint = async (form: Form, keyId: number, target: LinkTarget): Promise<string> => {
    const key = await keyFor(form, keyId);
    if (key === null) throw new Error(`link key ${keyId} is gone, and a stored link needs it`);
    const { before, after } = PATHS[form];
    const token =
      form === 'short_view'
        ? await mintShort(PREFIX.view, keyId, key, target)
        : await mintToken(form, keyId, key, target);
    return `${appUrl}${before}${token}${after}`;
  };
  const openAs = (form: Form, token: string): Promise<LinkTarget | null> =>
    form === 'short_view'
      ? openShort(PREFIX.view, (id) => keyFor(form, id), token)
      : openToken(form, (id) => keyFor(form, id), token);
  // What they hold is there: a promise of one request must not be awaited by another.
  const urls = recent<string>(RECENT);
  const targets = recent<LinkTarget>(RECENT);
  const url: Links['url'] = async (purpose, target) => {
    const name = `${purpose}:${target.id}:${target.version}`;
    return urls.get(name) ?? urls.keep(name, await mint(made(purpose), keys[0].id, target));
  };
  const open: Links['open'] = async (purpose, token) => {
    const seen = targets.get(`${purpose}:${token}`);
    if (seen !== undefined) return seen;
    const form = token.length === SHORT_LENGTH ? made(purpose) : purpose;
    const target = await openAs(form, token);
    if (target === null) return null;
    // The page behind a link names that very link, which need not be made again.
    if (form === made(purpose) && keyIdOf(token) === keys[0].id) {
      const { before, after } = PATHS[form];
      urls.keep(`${purpose}:${target.id}:${target.version}`, `${appUrl}${before}${token}${after}`);
    }
    return targets.keep(`${purpose}:${token}`, target);
  };
  const ours = new RegExp(
    `${TYPED}|${appUrl.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}/(?:i|pay|receipts|portal/sign-in|dashboard/(?:sign-in|invitations))/([A-Za-z0-9_-]{${TOKEN_LENGTH}}|[A-Za-z0-9_-]{${SHORT_LENGTH}})(?:/success|/refuse)?(?![A-Za-z0-9_-])`,
    'g',
  );

  return {
    ...createSeals(keys),
    page: (path) => `${appUrl}${path}`,
    url,
    open,
    placeholder: (purpose, target) =>
      `{{link:${made(purpose)}:${target.id}:${target.version}:${keys[0].id}}}`,
    fill: (text) =>
      replaceAsync(text, STORED, async ([, form, id, version, keyId]) => {
        if (form === undefined) return '{{';
        const known = FORMS.find((candidate) => candidate === form);
        if (known === undefined || id === undefined) throw new Error('a stored link is malformed');
        return mint(known, Number(keyId), { id, version: Number(version) });
      }),
    escape: (text) => text.replaceAll(new RegExp(TYPED, 'g'), '{{text:'),
    hide: (text) =>
      replaceAsync(text, ours, async ([link, token]) => {
        if (token === undefined) return '{{text:';
        for (const form of FORMS) {
          const target = await openAs(form, token);
          if (target !== null) return `{{link:${form}:${target.id}:${target.version}:${keyIdOf(token)}}}`;
        }
        return link ?? '';
      }),
  };
}

/** The form that a new link has. */
const made = (purpose: LinkPurpose): Form => (purpose === 'view' ? 'short_view' : purpose);

/** The number of the key that made a token: its first byte. */
const keyIdOf = (token: string): number =>
  atob(`${token.slice(0, 4).replaceAll('-', '+').replaceAll('_', '/')}`).charCodeAt(0);

async function replaceAsync(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpMatchArray) => Promise<string>,
): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(end, match.index), await replace(match));
    end = match.index + match[0].length;
  }
  return parts.join('') + text.slice(end);
}

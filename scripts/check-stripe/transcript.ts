/** What a probe saw: words, numbers and their order. Never an id, an address or a text of Stripe's. */
export type Said = string | number | boolean | null | readonly Said[] | { readonly [name: string]: Said };

/** What the probes saw, by probe and by step. */
export type Recording = Readonly<Record<string, Readonly<Record<string, Said>>>>;

export interface Transcript {
  readonly source: 'sandbox' | 'stripe';
  /** The day of the recording, in UTC. */
  readonly recordedOn: string;
  readonly apiVersion: string;
  readonly probes: Recording;
}

const ID =
  /\b(?:acct|ch|cs|cus|dp|du|evt|mandate|pdu|pi|pm|po|price|prod|py|pyr|re|req|seti|setatt|src|tok|txn|we)_(?:test_)?[A-Za-z0-9]{12,}\b/g;

/** Ids replaced by their prefix: they differ from run to run. */
export function withoutIds(said: Said): Said {
  if (typeof said === 'string') return said.replaceAll(ID, (id) => `<${id.split('_')[0]}>`);
  if (typeof said !== 'object' || said === null) return said;
  if (isList(said)) return said.map(withoutIds);
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, withoutIds(value)]));
}

const isList = (said: readonly Said[] | { readonly [name: string]: Said }): said is readonly Said[] =>
  Array.isArray(said);

const PRIVATE = [
  { what: 'an id', looks: ID },
  { what: 'a key', looks: /\b(?:sk|rk|pk|whsec)_\w*/ },
  { what: 'an address', looks: /[^\s"]@[^\s"]/ },
  { what: 'a web address', looks: /https?:/ },
  { what: 'the number of a card or an account', looks: /\d{9,}/ },
];

/** What in a transcript must not be in it, in words. */
export function privateIn(transcript: Transcript): readonly string[] {
  const text = JSON.stringify(transcript);
  return PRIVATE.flatMap(({ what, looks }) => {
    const [found] = text.match(looks) ?? [];
    return found === undefined ? [] : [`${what}: ${found}`];
  });
}

/** Where two recordings differ, a line each. A probe or step that only one has is a difference. */
export function differences(stored: Recording, fresh: Recording): readonly string[] {
  return both(stored, fresh).flatMap((probe) =>
    both(stored[probe] ?? {}, fresh[probe] ?? {}).flatMap((step) => {
      const [was, is] = [stored[probe]?.[step], fresh[probe]?.[step]];
      return leaves(was, is).map((line) => `${probe}, ${step}: ${line}`);
    }),
  );
}

const both = (one: object, other: object): string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/** The innermost places at which two values differ. */
function leaves(was: Said | undefined, is: Said | undefined, at = ''): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (isRecord(was) && isRecord(is)) {
    return both(was, is).flatMap((name) => leaves(was[name], is[name], at === '' ? name : `${at}.${name}`));
  }
  const shown = (said: Said | undefined) => (said === undefined ? 'nothing' : JSON.stringify(said));
  return [`${at === '' ? '' : `${at} `}was ${shown(was)}, is ${shown(is)}`];
}

const isRecord = (said: Said | undefined): said is { readonly [name: string]: Said } =>
  typeof said === 'object' && said !== null && !Array.isArray(said);

/** What an id names. A new kind of row takes a new prefix here; one in use is never given another meaning. */
export type IdPrefix =
  | 'mer' // merchant
  | 'con' // connection to Stripe
  | 'cus' // customer
  | 'inv' // invoice
  | 'lin' // invoice line
  | 'pay' // payment
  | 'ref' // refund
  | 'dis' // dispute
  | 'crd' // credit
  | 'cno' // credit note
  | 'att' // file that goes with an invoice
  | 'all' // allocation
  | 'pm' // payment method
  | 'out' // outbox entry
  | 'eml' // email
  | 'inb' // inbox entry
  | 'key' // API key
  | 'per' // person, a member of staff
  | 'ivt' // invitation of staff
  | 'sts' // session of staff
  | 'psk' // passkey
  | 'aud' // entry of the audit log
  | 'off' // offline payment
  | 'sgn' // sign-in by an emailed link
  | 'ses' // session in the portal
  | 'set' // attempt at putting a method on file
  | 'agr' // agreement to terms
  | 'rcp' // receipt, of the payment or refund with the same characters
  | 'rfs' // refusal by Stripe
  | 'blk' // block after too many refused cards
  | 'cna' // way to Stripe and back that connects an account
  | 'acc' // new account that Stripe is asked for
  | 'cim' // import of mapped clients
  | 'bat' // decision about several clients
  | 'sch' // billing schedule
  | 'blm' // act on many invoices
  | 'req' // request
  | 'imp' // import of customers from a file
  | 'whe' // webhook endpoint of a business
  | 'evt' // event that a business's own systems are told
  | 'job'; // job

/** `<prefix>_` and 26 lower-case characters of Crockford base32, e.g. `inv_01k0…`. */
export type Id<P extends IdPrefix> = `${P}_${string}`;

// Crockford's alphabet leaves out i, l, o and u: nothing to misread, and in ascending ASCII order, so texts
// sort as their bytes do.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/; // 26 × 5 = 130 bits: the first character carries only three
const TIME_BYTES = 6;
const RANDOM_BYTES = 9;
const ID_BYTES = 16;

/**
 * Makes an id of 16 bytes: 48 bits of time (Unix milliseconds), 8 bits for the code of its database, 72 random bits.
 * Ids of one prefix sort by time. Time and randomness (9 bytes) come in; values that do not fit throw RangeError.
 */
export function makeId<P extends IdPrefix>(prefix: P, nowMs: number, random: Uint8Array, shard = 0): Id<P> {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** (8 * TIME_BYTES)) {
    throw new RangeError(`not a time for an id: ${nowMs}`);
  }
  if (!Number.isInteger(shard) || shard < 0 || shard > 255)
    throw new RangeError(`not a shard code: ${shard}`);
  if (random.length !== RANDOM_BYTES) throw new RangeError(`an id takes ${RANDOM_BYTES} random bytes`);
  const bytes = new Uint8Array(ID_BYTES);
  let time = nowMs;
  for (let i = TIME_BYTES - 1; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[TIME_BYTES] = shard;
  bytes.set(random, TIME_BYTES + 1);
  return idFromBytes(prefix, bytes);
}

const LAST_MS = 2 ** (8 * TIME_BYTES) - 1;

/** The least id of an instant (ms), so that a period is a range of ids; one that no id has is taken for the nearest. */
export const firstIdAt = <P extends IdPrefix>(prefix: P, ms: number): Id<P> =>
  makeId(prefix, Math.min(Math.max(ms, 0), LAST_MS), new Uint8Array(RANDOM_BYTES));

/**
 * Reads an id of that prefix; null for anything else. Only the one spelling that makeId writes is read (lower case,
 * no look-alike letters), so that two texts never name one row.
 */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | null {
  if (!text.startsWith(`${prefix}_`)) return null;
  const body = text.slice(prefix.length + 1);
  return BODY.test(body) ? `${prefix}_${body}` : null;
}

/** The 16 bytes of an id, for places where every byte counts, such as a link's token. */
export function idBytes(id: Id<IdPrefix>): Uint8Array {
  const body = id.slice(id.indexOf('_') + 1);
  if (!BODY.test(body)) throw new RangeError('not an id');
  const bytes = new Uint8Array(ID_BYTES);
  // The first character carries three bits, each other five; a byte is taken out whenever eight are there.
  let held = ALPHABET.indexOf(body.charAt(0));
  let bits = 3;
  let at = 0;
  for (let i = 1; i < body.length; i++) {
    held = (held << 5) | ALPHABET.indexOf(body.charAt(i));
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}

/** The id of that prefix with these 16 bytes; another length throws RangeError. */
export function idFromBytes<P extends IdPrefix>(prefix: P, bytes: Uint8Array): Id<P> {
  if (bytes.length !== ID_BYTES) throw new RangeError(`an id has ${ID_BYTES} bytes`);
  let body = '';
  let held = 0;
  let bits = 2; // 26 characters hold 130 bits: two zeros stand before the first byte
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      body += ALPHABET.charAt(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  return `${prefix}_${body}`;
}

/** The code that an id carries of the database that it lives in (8 bits, 0 for the first one); null for what is no id. */
export function codeOf(id: string): number | null {
  const [prefix = ''] = id.split('_', 1);
  const body = id.slice(prefix.length + 1);
  return BODY.test(body) ? (idBytes(`inv_${body}`)[TIME_BYTES] ?? null) : null;
}

/** The code of the first id of a kind in a text; null where there is none. */
export function codeInText(prefix: IdPrefix, text: string): number | null {
  const found = new RegExp(`(?<![a-z0-9])${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])`).exec(text)?.[0];
  return found === undefined ? null : codeOf(found);
}

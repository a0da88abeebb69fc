import type { MethodCard } from './collection/types.ts';
import { type IdPrefix, parseId } from './ids.ts';
import type { Entry, UnknownEntry } from './journal.ts';
import type { Json } from './json.ts';

/** One thing that happened, as a timeline tells it. */
export type TimelineEntry = {
  /** Its stream and its place there. */
  readonly id: string;
  readonly seq: number;
  /** ms since the epoch */
  readonly at: number;
  /** The command that it was written by, whose name says where that came from. */
  readonly commandId: string;
  readonly entry: Entry | UnknownEntry;
};

/** What a timeline's sentences are made of beside its entries. */
export type TimelineFacts = {
  readonly timeZone: string;
  /** Of the invoice or the payment that it is about; null for a customer. */
  readonly currency: string | null;
  /** How methods are shown, by our ids. */
  readonly cards: ReadonlyMap<string, MethodCard>;
  /** The currencies of credits, by our ids. */
  readonly credits: ReadonlyMap<string, string>;
};

/** What an entry has in common with who did it by hand: its stream, and the instant of the one commit. */
export const handKey = (streamId: string, at: number): string => `${streamId}@${at}`;

/** The API key whose command an entry was written by; null for what no key asked for. */
export const keyOf = ({ commandId }: Pick<TimelineEntry, 'commandId'>): string | null => {
  const [where, keyId] = commandId.split('/');
  return where === 'api' ? (keyId ?? null) : null;
};

/** Every id of a kind that an entry's data names, wherever it stands. */
export function idsIn(data: Json, prefix: IdPrefix): readonly string[] {
  if (typeof data === 'string') return parseId(prefix, data) === null ? [] : [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((inner: Json) => idsIn(inner, prefix));
}

/** The id of an entry in a timeline, which is also where the page after it begins. */
export const placeId = (streamId: string, seq: number): string => `${streamId}.${seq}`;

/** The place that an id names; null where it is none. */
export function parsePlace(id: string): { readonly streamId: string; readonly seq: number } | null {
  const [, streamId, digits] = /^([a-z]+_[0-9a-z]{26})\.([1-9][0-9]{0,8})$/.exec(id) ?? [];
  return streamId === undefined ? null : { streamId, seq: Number(digits) };
}

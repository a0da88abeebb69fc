/** Anything that survives JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An object as it goes over the wire. */
export interface JsonObject {
  [key: string]: Json;
}

/** True for a plain JSON object (not null, not an array). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A deep copy of a value in the form in which it leaves the sandbox: undefined fields are gone.
 * Events keep such a copy, because an event's contents never change afterwards.
 */
export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/** The id behind an expandable field, whether it is held as an id or as an object. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}

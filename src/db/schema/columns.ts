import { customType, integer, text } from 'drizzle-orm/sqlite-core';

/** Milliseconds since the epoch (UTC). */
export const instant = (name: string) => integer(name);
/** 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' });
/** Integer minor units as ISO 4217 counts them. */
export const minor = (name: string) => integer(name);
/** JSON text, typed where it is declared. Only our code writes it, and the schema checks it. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value),
  })(name);
/** A prefixed id of ours, such as `inv_…`. */
export const id = (name: string) => text(name).notNull();

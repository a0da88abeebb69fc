import { z } from 'zod';
import { read, text } from './fields.ts';

/** The details as they were typed; the domain's rules report what is wrong with each. */
const typed = z.object({
  contactName: text(),
  telephone: text(),
  line1: text(),
  line2: text(),
  town: text(),
  region: text(),
  postcode: text(),
});

export const detailsForm = typed
  .extend({ version: read((value) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : null)) })
  .transform(({ version, ...details }) => ({ version, details }));

import { z } from 'zod';
import { pathWithin } from '../guard.ts';
import { text } from './fields.ts';

/** Where to go once signed in; null for anything but a page of the portal. */
const next = text().transform(pathWithin);

export const signInQuery = z.object({ next });

/** The request for another link in place of one that is over. */
export const againForm = z.object({ 'cf-turnstile-response': text() });

/** The request for a link. The operation parses the address, since an invalid one is shown again as it was typed. */
export const signInForm = z.object({
  address: text(),
  next,
  /** Turnstile's widget adds it, where it is used. */
  'cf-turnstile-response': text(),
});

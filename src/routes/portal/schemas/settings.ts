import { z } from 'zod';
import { id, text } from './fields.ts';

/** Begins a set-up, with the id that the page has chosen. */
export const setupForm = z.object({ setup: id('set') });

/** The same, for a card that replaces another. */
export const replaceForm = z.object({ setup: id('set'), method: id('pm') });

export const defaultForm = z.object({ method: id('pm') });

export const moveForm = z.object({
  method: id('pm'),
  to: text()
    .pipe(z.enum(['up', 'down']))
    .catch('down'),
});

export const removeForm = z.object({
  confirmed: text().transform((typed) => typed === 'yes'),
});

export const methodPath = z.object({ method: id('pm') });

export const setupPath = z.object({ setup: id('set') });

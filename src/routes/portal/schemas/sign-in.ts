import { z } from 'zod';
import { pathWithin } from '../guard.ts';
import { text } from './fields.ts';

/** Where to go once signed in; null for anything that is no page of the portal. */
const next = text().transform(pathWithin);

export const signInQuery = z.object({ next });

/** Who asks for a link. What is no address is shown again as it was typed, so it is read by the operation. */
export const signInForm = z.object({ address: text(), next });

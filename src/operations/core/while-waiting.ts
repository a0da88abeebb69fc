import { patienceOf } from '../../db/patience.ts';

/** What D1 has to take an event, or to count one: Stripe is answered within a second, whether it answers or not. */
export const whileStripeWaits = patienceOf(700);

/** What D1 has for a page that may have been kept, before its reader is given the copy. */
export const whileReaderWaits = patienceOf(2_000);

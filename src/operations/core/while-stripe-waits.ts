import { patienceOf } from '../../db/patience.ts';

/** What D1 has to take an event, or to count one: Stripe is answered within a second, whether it answers or not. */
export const whileStripeWaits = patienceOf(700);

import { z } from 'zod';
import { integer, text } from '../api/params.ts';

/** `mandate_data`: how the payer agreed to be debited. */
export const mandateData = z.strictObject({
  customer_acceptance: z.strictObject({
    accepted_at: integer.optional(),
    type: z.enum(['online', 'offline']),
    offline: z
      .strictObject({})
      .or(z.literal('').transform(() => ({})))
      .optional(),
    online: z.strictObject({ ip_address: text(), user_agent: text() }).optional(),
  }),
});
export type MandateData = z.output<typeof mandateData>;

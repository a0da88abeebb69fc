import { z } from '@hono/zod-openapi';
import { counted } from '../../../domain/text.ts';
import type { Unlinking } from '../../../operations/mapping/preview-unlink.ts';
import { methodCard } from '../schemas/payment-method.ts';

/** What unlinking a customer means. */
export const unlinkingFields = {
  stripeCustomerId: z.string(),
  methods: z
    .array(z.strictObject({ id: z.string(), card: methodCard }))
    .readonly()
    .openapi({ description: 'They stay at Stripe, and are not charged any more.' }),
  isOnAutopay: z.boolean().openapi({
    description: 'Invoices are charged automatically: nothing is, until another method is on file.',
  }),
  openInvoices: z.int(),
  openPages: z.int().openapi({ description: 'Pages that somebody may be paying on: they are closed.' }),
  moving: z.int().openapi({ description: 'Bank debits on their way: they go on.' }),
};

export const stripeUnlinked = z
  .strictObject({
    ...unlinkingFields,
    means: z.string().openapi({ description: 'The same in words.' }),
  })
  .openapi('StripeUnlinking');

/** The answer to an unlinking, in numbers and in words. */
export const unlinkedAnswer = ({ customerId: _, name: __, lost: ___, ...said }: Unlinking) => ({
  ...said,
  means: meaningOf(said),
});

function meaningOf({
  stripeCustomerId,
  methods,
  isOnAutopay,
  openPages,
  moving,
}: Pick<Unlinking, 'stripeCustomerId' | 'methods' | 'isOnAutopay' | 'openPages' | 'moving'>): string {
  return [
    `${stripeCustomerId} stays at Stripe as it is.`,
    ...(methods.length === 0
      ? []
      : [
          `${counted(methods.length, 'payment method there is', 'payment methods there are')} not charged from here any more.`,
        ]),
    ...(isOnAutopay ? ['Automatic charging rests until another payment method is on file.'] : []),
    ...(openPages === 0 ? [] : [`${counted(openPages, 'payment page was', 'payment pages were')} closed.`]),
    ...(moving === 0 ? [] : [`${counted(moving, 'bank debit goes', 'bank debits go')} on.`]),
  ].join(' ');
}

import type { Stripe } from 'stripe';
import { z } from 'zod';
import { address, text } from '../api/params.ts';
import { toAddress } from './address.ts';

/** Where goods go, as a PaymentIntent takes it. */
export const shipping = z.strictObject({
  address,
  carrier: text().optional(),
  name: text(),
  phone: text().optional(),
  tracking_number: text().optional(),
});
export type ShippingInput = z.output<typeof shipping>;

/** The `shipping` of a PaymentIntent; null where nothing was sent. */
export function toShipping(input: ShippingInput | undefined): Stripe.PaymentIntent.Shipping | null {
  if (!input) return null;
  return {
    address: toAddress(input.address),
    carrier: input.carrier ?? null,
    name: input.name,
    phone: input.phone ?? null,
    tracking_number: input.tracking_number ?? null,
  };
}

import { z } from 'zod';
import { MIRRORED } from './method-types.ts';

const types = z.array(z.enum(MIRRORED));
const nothing = z.literal('').transform(() => null);

/** Which kinds of method an intent takes, where it is made or confirmed. */
export const chosenTypes = {
  allowed_payment_method_types: types.min(1).optional(),
  excluded_payment_method_types: types.optional(),
};

/** The same where it is changed: empty text takes the choice away. */
export const changedTypes = {
  allowed_payment_method_types: z.union([nothing, types.min(1)]).optional(),
  excluded_payment_method_types: z.union([nothing, types]).optional(),
};

import type { customers, merchants } from '../../db/schema/index.ts';
import { capsOf } from '../../domain/collection/caps.ts';
import type { CustomerPolicy, MerchantPolicy } from '../../domain/collection/types.ts';
import { recipientsOf } from '../core/queue-message.ts';

/** A merchant's row → its collection settings. */
export const merchantPolicy = (merchant: typeof merchants.$inferSelect): MerchantPolicy => ({
  policy: merchant.collectPolicy,
  hour: merchant.collectHour,
  noticeDays: merchant.noticeDays,
  retryDays: merchant.retryDays,
  remindDays: merchant.remindDays,
  timeZone: merchant.timeZone,
});

/** A customer's row → the merchant's and the customer's own choices. */
export const customerPolicy = (customer: typeof customers.$inferSelect): CustomerPolicy => ({
  policy: customer.collectPolicy,
  autopay: customer.autopay,
  autopayWhen: customer.autopayWhen,
  caps: capsOf(customer),
  hasRecipient: recipientsOf(customer).length > 0,
});

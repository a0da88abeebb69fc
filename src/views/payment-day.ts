import { localDateAt } from '../domain/calendar.ts';
import type { PaymentView } from './model.ts';

/** The day of a payment where the business is: the one that staff said, where they recorded it. */
export const paymentDay = ({ on, at, timeZone }: PaymentView): string => on ?? localDateAt(at, timeZone);

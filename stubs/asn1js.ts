/** What the PDF library imports of asn1js, for signing as well: see pkijs.ts. */
import { absent, NotInTheBundle } from './not-in-the-bundle.ts';

export {
  NotInTheBundle as Boolean,
  NotInTheBundle as Constructed,
  NotInTheBundle as Integer,
  NotInTheBundle as Null,
  NotInTheBundle as ObjectIdentifier,
  NotInTheBundle as OctetString,
  NotInTheBundle as Sequence,
  NotInTheBundle as UTCTime,
};

export const fromBER = absent;

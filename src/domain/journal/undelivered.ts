import { fields, oneOf, orNull, text } from '../shape.ts';

/** A message that did not get to one of its recipients, and whether anybody else was told. It names nobody. */
export const undelivered = fields({
  emailId: text,
  template: text,
  delivery: oneOf('refused', 'bounced', 'complained', 'unknown', 'superseded'),
  statusCode: orNull(text),
  told: oneOf('none', 'waiting', 'reached', 'nobody'),
});

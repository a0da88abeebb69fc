/** What views draw from; declared in the domain, so that operations can fill it. */
export type * from '../domain/invoice/view.ts';

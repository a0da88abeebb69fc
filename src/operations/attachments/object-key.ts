/** Where a file is in the bucket: under its business, by an id that nobody chose. */
export const objectKey = ({ merchantId, id }: { readonly merchantId: string; readonly id: string }): string =>
  `attachments/${merchantId}/${id}`;

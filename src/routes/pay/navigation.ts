/**
 * A person's own navigation. Mail scanners, previews, prefetching and HEAD requests carry no sign of a person's act.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-user-header
 */
export const isNavigation = ({ method, headers }: Request): boolean =>
  method === 'GET' &&
  headers.get('sec-fetch-user') === '?1' &&
  headers.get('sec-fetch-mode') === 'navigate' &&
  !headers.has('sec-purpose') &&
  !headers.has('purpose');

/** The link of a page as staff open it: that they look is not told as if its customer had. */
export const forStaff = (page: string): string => `${page}?by=staff`;

/** Whether a reader opens a page. Scanners of mail that drive a browser can't be told from readers. */
export const isVisit = (request: Request): boolean =>
  isNavigation(request) && new URL(request.url).searchParams.get('by') !== 'staff';

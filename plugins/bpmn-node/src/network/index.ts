/**
 * For those who go where a process says: which addresses belong to the Internet. It loads nothing else.
 *
 * @packageDocumentation
 */
export { isMetadataAddress, isPublicAddress } from './addresses';

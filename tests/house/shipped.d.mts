interface Shipped {
  name: string;
  version: string;
  license: string;
  place: string | null;
}
export declare const root: string;
/** Folders of the packages that the server needs at run time, of every platform, `node_modules/…`. */
export function serverPlaces(): string[];
export declare function shippedPlaces(): Set<string>;
export declare function versionAt(place: string): string;
export declare function shippedPackages(): Shipped[];
export declare function licenceIsAllowed(expression: string): boolean;
export declare function mayShip(one: Pick<Shipped, 'name' | 'license'>): boolean;
export declare function sourceOf(one: Pick<Shipped, 'name' | 'place'>): string | null;

/** Keys of a registry, typed, in its order. */
export const keysOf = <Registry extends object>(registry: Registry): (keyof Registry)[] => Object.keys(registry) as (keyof Registry)[];

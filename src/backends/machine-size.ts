/** The size of the machine that containers share. */
export interface MachineSize {
  readonly vcpus: number
  readonly memoryMib: number
}

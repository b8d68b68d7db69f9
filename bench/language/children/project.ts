// The project as the server opens it, without the server around it. When a cache is kept between starts, it is opened here.
import { createProject, type Host, type Project } from "@strataline/core";
import { createDiskHost } from "../../../server/src/diskHost.ts";

export interface CountingHost extends Host {
  readonly counts: { reads: number; lists: number };
}

export function countingHost(root: string): CountingHost {
  const disk = createDiskHost(root);
  const counts = { reads: 0, lists: 0 };
  return {
    counts,
    listFiles: () => {
      counts.lists++;
      return disk.listFiles();
    },
    readFile: (path) => {
      counts.reads++;
      return disk.readFile(path);
    },
  };
}

export function openProject(root: string, host: Host = createDiskHost(root)): Project {
  return createProject({ host });
}

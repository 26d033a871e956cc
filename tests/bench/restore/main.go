// Command restore takes contexts out of calls in real code, lets ctxmend put them back, and compares with what the
// authors wrote.
//
//	go run . -tool PATH [-mutator NAME,NAME] [-show N] [-keep DIR] [-tests] TREE [PATTERN...]
//
// TREE is a module with its dependencies in the module cache; it is copied, never changed. Each mutator breaks every
// site of its kind at once. A site counts as
//
//	exact   the function is again what it was, or what ctxmend makes of the unbroken one; or at least its line is
//	near    the broken call is gone, but something else than the authors' own stands there
//	missed  the broken call is still there
//
// A file that is changed though nothing was broken in it, and is not in the unbroken tree, is a stray one.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	tool := flag.String("tool", "ctxmend", "the program to measure")
	chosen := flag.String("mutator", "", "only these mutators, separated by commas")
	show := flag.Int("show", 0, "tell of up to so many sites that are not exact, for each mutator")
	keep := flag.String("keep", "", "leave the broken trees in this folder")
	tests := flag.Bool("tests", false, "break test files too")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	tree, err := filepath.EvalSymlinks(flag.Arg(0))
	check(err)
	tree, err = filepath.Abs(tree)
	check(err)
	patterns := flag.Args()[1:]
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	program, err := exec.LookPath(*tool)
	check(err)
	program, err = filepath.Abs(program)
	check(err)

	config := &packages.Config{Mode: packages.LoadSyntax, Dir: tree, Tests: *tests}
	loaded, err := packages.Load(config, patterns...)
	check(err)
	sites := map[string][]Site{}
	for _, p := range loaded {
		collect(p, tree, sites)
	}
	bench := &Bench{tree: tree, tool: program, show: *show, keep: *keep}
	defer bench.close()
	for _, name := range mutators {
		if wanted := *chosen == "" || slices.Contains(strings.Split(*chosen, ","), name); wanted {
			bench.run(name, sites[name])
		}
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "restore:", err)
		os.Exit(1)
	}
}

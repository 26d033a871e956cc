package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
)

// lostCancel runs the analyzer of `go vet -lostcancel` over one package; its second diagnostic of each finding, about
// the return, is left out.
func lostCancel(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info, sizes types.Sizes) []analysis.Diagnostic {
	var found []analysis.Diagnostic
	results := map[*analysis.Analyzer]any{}
	var run func(a *analysis.Analyzer)
	run = func(a *analysis.Analyzer) {
		if _, done := results[a]; done {
			return
		}
		for _, needed := range a.Requires {
			run(needed)
		}
		facts := map[types.Object]bool{}
		pass := &analysis.Pass{
			Analyzer:   a,
			Fset:       fset,
			Files:      files,
			Pkg:        pkg,
			TypesInfo:  info,
			TypesSizes: sizes,
			ResultOf:   results,
			Report: func(d analysis.Diagnostic) {
				if !strings.HasPrefix(d.Message, "this return") {
					found = append(found, d)
				}
			},
			// The only facts are those of functions that never return.
			ImportObjectFact: func(o types.Object, _ analysis.Fact) bool { return facts[o] || neverReturns(o) },
			ExportObjectFact: func(o types.Object, _ analysis.Fact) { facts[o] = true },
		}
		result, err := a.Run(pass)
		if err != nil {
			fmt.Fprintln(os.Stderr, a.Name, err)
			os.Exit(1)
		}
		results[a] = result
	}
	run(lostcancel.Analyzer)
	return found
}

// neverReturns says of functions of other packages what vet has worked out when it comes to the packages that use them.
func neverReturns(o types.Object) bool {
	f, ok := o.(*types.Func)
	if !ok || f.Pkg() == nil {
		return false
	}
	switch f.Pkg().Path() {
	case "os", "syscall":
		return f.Name() == "Exit"
	case "runtime":
		return f.Name() == "Goexit"
	case "log":
		return strings.HasPrefix(f.Name(), "Fatal") || strings.HasPrefix(f.Name(), "Panic")
	case "testing":
		switch f.Name() {
		case "Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow":
			return f.Signature().Recv() != nil && !types.IsInterface(f.Signature().Recv().Type())
		}
	}
	return false
}

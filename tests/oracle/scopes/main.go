// Command scopesoracle prints what Go's type checker says of local names.
//
// It takes directories, one a line, on standard input, and reads all their Go files, whatever their build
// constraints. Imports are not followed. Per file that parses it prints
//
//	F path
//	D start end          one top-level declaration that is not an import, byte offsets
//	L offset definition  an identifier that means the local object declared at the offset `definition`
//	O offset             an identifier that means something else
//
// Identifiers of which the type checker says nothing, because of an error nearby, are left out.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
)

// noImports makes the type checker invent every imported package, silently.
type noImports struct{}

func (noImports) Import(string) (*types.Package, error) {
	return nil, errors.New("imports are not followed")
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dirs := bufio.NewScanner(os.Stdin)
	for dirs.Scan() {
		checkDir(out, dirs.Text())
	}
}

func checkDir(out *bufio.Writer, dir string) {
	names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	sort.Strings(names)
	fset := token.NewFileSet()
	packages := map[string][]*ast.File{}
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err == nil {
			packages[file.Name.Name] = append(packages[file.Name.Name], file)
		}
	}
	var order []string
	for name := range packages {
		order = append(order, name)
	}
	sort.Strings(order)
	for _, name := range order {
		checkPackage(out, fset, name, packages[name])
	}
}

func checkPackage(out *bufio.Writer, fset *token.FileSet, name string, files []*ast.File) {
	info := &types.Info{
		Defs:      map[*ast.Ident]types.Object{},
		Uses:      map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{},
	}
	conf := types.Config{Error: func(error) {}, Importer: noImports{}, FakeImportC: true}
	pkg, _ := conf.Check(name, fset, files, info)
	for _, file := range files {
		printFile(out, fset, info, pkg, file)
	}
}

func printFile(out *bufio.Writer, fset *token.FileSet, info *types.Info, pkg *types.Package, file *ast.File) {
	offset := func(p token.Pos) int { return fset.PositionFor(p, false).Offset }
	fmt.Fprintln(out, "F", fset.PositionFor(file.Package, false).Filename)
	for _, decl := range file.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			continue
		}
		fmt.Fprintln(out, "D", offset(decl.Pos()), offset(decl.End()))
	}
	var lines []string
	ast.Inspect(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportSpec); ok {
			return false
		}
		if sw, ok := n.(*ast.TypeSwitchStmt); ok {
			if def := aliasOf(sw); def != nil && len(sw.Body.List) > 0 {
				lines = append(lines, fmt.Sprint("L ", offset(def.Pos()), " ", offset(def.Pos())))
			}
		}
		id, ok := n.(*ast.Ident)
		if !ok || id == file.Name || id.Name == "_" {
			return true
		}
		// An embedded field both uses a type and defines a field.
		obj := info.Uses[id]
		if obj == nil {
			obj = info.Defs[id]
		}
		// What is declared twice in one scope has no parent.
		if obj == nil || declaredTwice(obj) {
			return true
		}
		if isLocal(pkg, obj) {
			lines = append(lines, fmt.Sprint("L ", offset(id.Pos()), " ", offset(obj.Pos())))
		} else {
			lines = append(lines, fmt.Sprint("O ", offset(id.Pos())))
		}
		return true
	})
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
}

// aliasOf gives the x of `switch x := y.(type)`, which the type checker gives no object; those of the clauses
// stand at its place.
func aliasOf(sw *ast.TypeSwitchStmt) *ast.Ident {
	assign, ok := sw.Assign.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 {
		return nil
	}
	id, _ := assign.Lhs[0].(*ast.Ident)
	if id == nil || id.Name == "_" {
		return nil
	}
	return id
}

func declaredTwice(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Var:
		return obj.Parent() == nil && !obj.IsField()
	case *types.Const, *types.TypeName, *types.Label:
		return obj.Parent() == nil
	}
	return false
}

func isLocal(pkg *types.Package, obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.PkgName, *types.Builtin, *types.Nil:
		return false
	case *types.Func:
		return false
	case *types.Var:
		if obj.IsField() {
			return false
		}
	}
	return obj.Pkg() == pkg && obj.Parent() != pkg.Scope() && obj.Parent() != types.Universe
}

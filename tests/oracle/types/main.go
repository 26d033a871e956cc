// Command typesoracle prints what Go's type checker says of identifiers and calls in function bodies.
//
// Arguments are package patterns, as for go list; -C names the folder to look them up in, -tests takes test files
// too. Per file it prints
//
//	F path
//	I start end type    an identifier, byte offsets
//	C start end type    a call or conversion
//
// Types are written with full import paths, aliases resolved, without parameter names: as the program model
// writes them. Names of packages, labels and builtins, the blank identifier and declared fields are left out.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	dir := flag.String("C", ".", "folder that the patterns are relative to")
	tests := flag.Bool("tests", false, "with test files")
	flag.Parse()
	config := &packages.Config{
		Mode:  packages.LoadSyntax,
		Dir:   *dir,
		Tests: *tests,
	}
	loaded, err := packages.Load(config, flag.Args()...)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	done := map[string]bool{}
	for _, p := range loaded {
		for _, e := range p.Errors {
			fmt.Fprintln(os.Stderr, e)
		}
		// Test binaries are generated, and files of a package that has tests come twice.
		if strings.HasSuffix(p.ID, ".test") || p.IllTyped {
			continue
		}
		for _, file := range p.Syntax {
			path := p.Fset.PositionFor(file.Package, false).Filename
			if !done[path] {
				done[path] = true
				printFile(out, p, path, file)
			}
		}
	}
}

func printFile(out *bufio.Writer, p *packages.Package, path string, file *ast.File) {
	fmt.Fprintf(out, "F %s\n", path)
	selections := map[*ast.Ident]types.Type{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if s := p.TypesInfo.Selections[sel]; s != nil {
				selections[sel.Sel] = s.Type()
			}
		}
		return true
	})
	offset := func(pos token.Pos) int { return p.Fset.PositionFor(pos, false).Offset }
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				t := selections[n]
				if t == nil {
					t = identType(p.TypesInfo, n)
				}
				if t != nil {
					fmt.Fprintf(out, "I %d %d %s\n", offset(n.Pos()), offset(n.End()), typeString(t))
				}
			case *ast.CallExpr:
				// A constant's type here is what its use makes of it.
				if tv, ok := p.TypesInfo.Types[n]; ok && tv.Type != nil && !(tv.Value != nil && isBuiltin(p.TypesInfo, n)) {
					fmt.Fprintf(out, "C %d %d %s\n", offset(n.Pos()), offset(n.End()), typeString(tv.Type))
				}
			}
			return true
		})
	}
}

func isBuiltin(info *types.Info, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	_, ok = info.Uses[id].(*types.Builtin)
	return ok
}

func identType(info *types.Info, id *ast.Ident) types.Type {
	if id.Name == "_" {
		return nil
	}
	obj, defined := info.Defs[id], true
	if obj == nil {
		obj, defined = info.Uses[id], false
	}
	switch obj := obj.(type) {
	case *types.Var:
		if defined && obj.IsField() {
			return nil
		}
		return obj.Type()
	case *types.Func:
		if defined {
			return nil
		}
		return obj.Type()
	case *types.TypeName, *types.Const, *types.Nil:
		return obj.Type()
	}
	return nil
}

func typeString(t types.Type) string {
	var b strings.Builder
	write(&b, t)
	return b.String()
}

func write(b *strings.Builder, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch t.Kind() {
		case types.Uint8:
			b.WriteString("uint8")
		case types.Int32:
			b.WriteString("int32")
		case types.UnsafePointer:
			b.WriteString("unsafe.Pointer")
		default:
			b.WriteString(t.Name())
		}
	case *types.Named:
		if p := t.Obj().Pkg(); p != nil {
			b.WriteString(p.Path() + ".")
		}
		b.WriteString(t.Obj().Name())
		if args := t.TypeArgs(); args.Len() > 0 {
			b.WriteString("[")
			for i := range args.Len() {
				separate(b, i, ", ")
				write(b, args.At(i))
			}
			b.WriteString("]")
		}
	case *types.TypeParam:
		b.WriteString(t.Obj().Name())
	case *types.Pointer:
		b.WriteString("*")
		write(b, t.Elem())
	case *types.Slice:
		b.WriteString("[]")
		write(b, t.Elem())
	case *types.Array:
		fmt.Fprintf(b, "[%d]", t.Len())
		write(b, t.Elem())
	case *types.Map:
		b.WriteString("map[")
		write(b, t.Key())
		b.WriteString("]")
		write(b, t.Elem())
	case *types.Chan:
		writeChan(b, t)
	case *types.Signature:
		b.WriteString("func")
		writeSignature(b, t)
	case *types.Struct:
		b.WriteString("struct{")
		for i := range t.NumFields() {
			separate(b, i, "; ")
			if f := t.Field(i); !f.Embedded() {
				b.WriteString(f.Name() + " ")
			}
			write(b, t.Field(i).Type())
		}
		b.WriteString("}")
	case *types.Interface:
		writeInterface(b, t)
	case *types.Union:
		for i := range t.Len() {
			separate(b, i, "|")
			if t.Term(i).Tilde() {
				b.WriteString("~")
			}
			write(b, t.Term(i).Type())
		}
	case *types.Tuple:
		writeTuple(b, t, false)
	default:
		fmt.Fprintf(b, "!%T", t)
	}
}

func separate(b *strings.Builder, i int, by string) {
	if i > 0 {
		b.WriteString(by)
	}
}

func writeChan(b *strings.Builder, t *types.Chan) {
	switch t.Dir() {
	case types.RecvOnly:
		b.WriteString("<-chan ")
	case types.SendOnly:
		b.WriteString("chan<- ")
	default:
		b.WriteString("chan ")
		if elem, ok := types.Unalias(t.Elem()).(*types.Chan); ok && elem.Dir() == types.RecvOnly {
			b.WriteString("(")
			write(b, elem)
			b.WriteString(")")
			return
		}
	}
	write(b, t.Elem())
}

func writeSignature(b *strings.Builder, t *types.Signature) {
	if params := t.TypeParams(); params.Len() > 0 {
		b.WriteString("[")
		for i := range params.Len() {
			separate(b, i, ", ")
			b.WriteString(params.At(i).Obj().Name())
		}
		b.WriteString("]")
	}
	writeTuple(b, t.Params(), t.Variadic())
	switch t.Results().Len() {
	case 0:
	case 1:
		b.WriteString(" ")
		write(b, t.Results().At(0).Type())
	default:
		b.WriteString(" ")
		writeTuple(b, t.Results(), false)
	}
}

func writeTuple(b *strings.Builder, t *types.Tuple, variadic bool) {
	b.WriteString("(")
	for i := range t.Len() {
		separate(b, i, ", ")
		if slice, ok := types.Unalias(t.At(i).Type()).(*types.Slice); ok && variadic && i == t.Len()-1 {
			b.WriteString("...")
			write(b, slice.Elem())
			continue
		}
		write(b, t.At(i).Type())
	}
	b.WriteString(")")
}

func writeInterface(b *strings.Builder, t *types.Interface) {
	var parts []string
	for i := range t.NumExplicitMethods() {
		var part strings.Builder
		part.WriteString(t.ExplicitMethod(i).Name())
		writeSignature(&part, t.ExplicitMethod(i).Signature())
		parts = append(parts, part.String())
	}
	sort.Strings(parts)
	for i := range t.NumEmbeddeds() {
		parts = append(parts, typeString(t.EmbeddedType(i)))
	}
	b.WriteString("interface{" + strings.Join(parts, "; ") + "}")
}

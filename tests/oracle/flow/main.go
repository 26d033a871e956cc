// Command floworacle prints what golang.org/x/tools/go/cfg makes of function bodies.
//
// It takes Go files, one path a line, on standard input. Per file that parses it prints
//
//	F path
//	B start                 one body of a declaration or function literal, the byte offset of its brace
//	N offset live exits     one node of its graph: whether control comes to it (0 or 1), and which exits
//	                        control can come to behind it: offsets of returns, `end` for the end of the body,
//	                        joined by commas; `-` for none
//	X offset live           one return statement; `end` as offset: the end of the body
//
// Only a statement that calls `panic` by that name never returns. Nodes are statements, conditions, tags, case
// values and `var` specs; left out are those that the two graphs place differently on purpose: the left side of
// a range clause and the communications of a select. A loop condition that is a literal `true` is taken out first.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/big"
	"os"
	"strconv"
	"strings"

	"golang.org/x/tools/go/cfg"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	paths := bufio.NewScanner(os.Stdin)
	for paths.Scan() {
		checkFile(out, paths.Text())
	}
}

func checkFile(out *bufio.Writer, path string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	fmt.Fprintf(out, "F %s\n", path)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				checkBody(out, fset, n.Body)
			}
		case *ast.FuncLit:
			checkBody(out, fset, n.Body)
		}
		return true
	})
}

func mayReturn(call *ast.CallExpr) bool {
	name, ok := call.Fun.(*ast.Ident)
	return !ok || name.Name != "panic"
}

// exitsOf gives the name of each exit, and for each block the set of exits that lie in it or behind it.
func exitsOf(graph *cfg.CFG, body *ast.BlockStmt, offset func(token.Pos) int) (names []string, behind []*big.Int) {
	behind = make([]*big.Int, len(graph.Blocks))
	preds := make([][]*cfg.Block, len(graph.Blocks))
	var work []*cfg.Block
	for i, block := range graph.Blocks {
		behind[i] = new(big.Int)
		if ret := block.Return(); ret != nil {
			behind[i].SetBit(behind[i], len(names), 1)
			name := "end"
			if ret.Pos() != body.Rbrace {
				name = strconv.Itoa(offset(ret.Pos()))
			}
			names = append(names, name)
			work = append(work, block)
		}
		for _, succ := range block.Succs {
			preds[succ.Index] = append(preds[succ.Index], block)
		}
	}
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		for _, pred := range preds[block.Index] {
			union := new(big.Int).Or(behind[pred.Index], behind[block.Index])
			if union.Cmp(behind[pred.Index]) != 0 {
				behind[pred.Index] = union
				work = append(work, pred)
			}
		}
	}
	return names, behind
}

func checkBody(out *bufio.Writer, fset *token.FileSet, body *ast.BlockStmt) {
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	left := placedElsewhere(body)
	dropLiteralTrue(body)
	graph := cfg.New(body, mayReturn)
	names, behind := exitsOf(graph, body, offset)
	fmt.Fprintf(out, "B %d\n", offset(body.Lbrace))
	for i, block := range graph.Blocks {
		live := 0
		if block.Live {
			live = 1
		}
		exits := list(names, behind[i])
		for _, node := range block.Nodes {
			if ret, ok := node.(*ast.ReturnStmt); ok {
				if ret.Pos() == body.Rbrace {
					fmt.Fprintf(out, "X end %d\n", live)
				} else {
					fmt.Fprintf(out, "X %d %d\n", offset(ret.Pos()), live)
				}
			} else if !left[node] {
				fmt.Fprintf(out, "N %d %d %s\n", offset(node.Pos()), live, exits)
			}
		}
	}
}

func list(names []string, set *big.Int) string {
	var all []string
	for i, name := range names {
		if set.Bit(i) == 1 {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return "-"
	}
	return strings.Join(all, ",")
}

// dropLiteralTrue makes `for true` what `for` is; cfg takes it for a condition like any other.
func dropLiteralTrue(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		if loop, ok := n.(*ast.ForStmt); ok {
			if name, ok := ast.Unparen(loop.Cond).(*ast.Ident); ok && name.Name == "true" {
				loop.Cond = nil
			}
		}
		return true
	})
}

// placedElsewhere finds the nodes that are not compared, in a body and all literals in it.
func placedElsewhere(body *ast.BlockStmt) map[ast.Node]bool {
	left := map[ast.Node]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			left[n.Key], left[n.Value] = true, true
		case *ast.CommClause:
			left[n.Comm] = true
			if assign, ok := n.Comm.(*ast.AssignStmt); ok {
				left[assign.Lhs[0]] = true
			}
		case *ast.EmptyStmt:
			left[n] = true
		}
		return true
	})
	return left
}

package main

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Package is one that holds sites.
type Package struct {
	*packages.Package
	// texts and syntax of all files, by path.
	texts  map[string]string
	syntax map[string]*ast.File
	sites  []Site
}

func newPackage(p *packages.Package) *Package {
	pkg := &Package{Package: p, texts: map[string]string{}, syntax: map[string]*ast.File{}}
	for _, file := range p.Syntax {
		path := p.Fset.PositionFor(file.Package, false).Filename
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		pkg.texts[path], pkg.syntax[path] = string(text), file
	}
	for path, file := range pkg.syntax {
		// A line directive would put findings elsewhere; generated files are not mended; nor is what gofmt changes.
		text := pkg.texts[path]
		if !strings.Contains(text, "//line ") && !ast.IsGenerated(file) && isFormatted(text) {
			pkg.sites = append(pkg.sites, sitesOf(p, path, text, file)...)
		}
	}
	return pkg
}

func isFormatted(text string) bool {
	formatted, err := format.Source([]byte(text))
	return err == nil && string(formatted) == text
}

// run takes one use after the other out of each function, all functions of the package at once.
func (p *Package) run(talk *Talk) {
	files := map[string]string{}
	for _, site := range p.sites {
		files[site.Path] = p.texts[site.Path]
	}
	vet, _ := p.check(nil)
	answer := talk.ask(Request{Kind: "plain", Package: p.ID, Files: files, Vet: vet})
	skip := map[Func]bool{}
	for _, site := range p.sites {
		decl := p.syntax[site.Path].Decls[site.Decl]
		first, last := p.Fset.PositionFor(decl.Pos(), false).Line, p.Fset.PositionFor(decl.End(), false).Line
		for _, place := range answer.Skip {
			if place.Path == site.Path && first <= place.Line && place.Line <= last {
				skip[site.Func] = true
			}
		}
	}
	for _, finding := range vet {
		skip[finding.Func] = true
	}
	left := map[Func][]Site{}
	for _, site := range p.sites {
		if !skip[site.Func] {
			left[site.Func] = append(left[site.Func], site)
		}
	}
	for len(left) > 0 {
		p.round(talk, left)
	}
}

// round takes one site of each function.
func (p *Package) round(talk *Talk, left map[Func][]Site) {
	var chosen []Site
	for f, sites := range left {
		chosen = append(chosen, sites[0])
		if left[f] = sites[1:]; len(sites) == 1 {
			delete(left, f)
		}
	}
	tried := len(chosen)
	broken, chosen, unused := p.compiling(chosen)
	request := Request{Kind: "broken", Package: p.ID, Files: broken, Tried: tried, Dropped: tried - len(chosen)}
	parsed := map[string]*ast.File{}
	fset := token.NewFileSet()
	for path, text := range broken {
		parsed[path], _ = parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	}
	for _, site := range chosen {
		decl := parsed[site.Path].Decls[site.Decl]
		request.Mutants = append(request.Mutants, Mutant{
			Func:     site.Func,
			First:    fset.Position(decl.Pos()).Line,
			Last:     fset.Position(decl.End()).Line,
			What:     site.What,
			Producer: site.Producer,
			Blind:    site.Blind,
			Unused:   unused[site.Func],
		})
	}
	request.Vet, _ = p.check(broken)
	answer := talk.ask(request)
	mended := Request{Kind: "mended", Package: p.ID}
	mended.Vet, mended.Errors = p.check(answer.Files)
	for path, text := range answer.Files {
		if !isFormatted(text) {
			mended.Errors = append(mended.Errors, Finding{Func: Func{path, -1}, Message: "not formatted"})
		}
	}
	talk.say(mended)
}

// compiling gives the texts with those of the sites taken out that leave code which compiles, but for variables that
// are not used any more.
func (p *Package) compiling(sites []Site) (broken map[string]string, kept []Site, unused map[Func]bool) {
	for {
		broken, unused = p.without(sites), map[Func]bool{}
		_, errors := p.check(broken)
		bad := map[Func]bool{}
		for _, e := range errors {
			if strings.HasPrefix(e.Message, "declared and not used") {
				unused[e.Func] = true
			} else {
				bad[e.Func] = true
			}
		}
		kept = nil
		for _, site := range sites {
			if !bad[site.Func] && !bad[Func{site.Path, -1}] {
				kept = append(kept, site)
			}
		}
		if len(kept) == len(sites) {
			return broken, kept, unused
		}
		sites = kept
	}
}

// without gives the files of these sites, all of them taken out.
func (p *Package) without(sites []Site) map[string]string {
	byFile := map[string][]Site{}
	for _, site := range sites {
		byFile[site.Path] = append(byFile[site.Path], site)
	}
	broken := map[string]string{}
	for path, sites := range byFile {
		text := takeOut(p.texts[path], sites)
		// Lines that a deletion leaves behind go as gofmt wants.
		if formatted, err := format.Source([]byte(text)); err == nil {
			text = string(formatted)
		}
		broken[path] = text
	}
	return broken
}

// check type-checks the package with other texts for some files, and runs lostcancel.
func (p *Package) check(texts map[string]string) (vet, errors []Finding) {
	var files []*ast.File
	for path, file := range p.syntax {
		if text, ok := texts[path]; ok {
			parsed, err := parser.ParseFile(p.Fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, []Finding{{Func: Func{path, -1}, Message: err.Error()}}
			}
			file = parsed
		}
		files = append(files, file)
	}
	place := func(pos token.Pos, message string) Finding {
		at := p.Fset.PositionFor(pos, false)
		return Finding{Func: Func{at.Filename, declAt(files, pos)}, Line: at.Line, Message: message}
	}
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Instances:  map[*ast.Ident]types.Instance{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes:     map[ast.Node]*types.Scope{},
	}
	config := types.Config{
		Importer: importer(p.Imports),
		Sizes:    p.TypesSizes,
		Error: func(err error) {
			e := err.(types.Error)
			errors = append(errors, place(e.Pos, e.Msg))
		},
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	checked, _ := config.Check(p.PkgPath, p.Fset, files, info)
	for _, d := range lostCancel(p.Fset, files, checked, info, p.TypesSizes) {
		finding := place(d.Pos, d.Message)
		finding.Excuse = excuse(info, files, d.Pos)
		vet = append(vet, finding)
	}
	return vet, errors
}

// declAt gives the number of the declaration at a place.
func declAt(files []*ast.File, pos token.Pos) int {
	for _, file := range files {
		for i, decl := range file.Decls {
			if decl.Pos() <= pos && pos <= decl.End() {
				return i
			}
		}
	}
	return -1
}

type importer map[string]*packages.Package

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := i[path]; p != nil && p.Types != nil {
		return p.Types, nil
	}
	return nil, os.ErrNotExist
}

@echo off
rem Runs the Lanewise command line on Windows, and builds it first when it is missing.
rem LANEWISE_NO_VECTOR=1 leaves the vector module out: the same bits, only slower. JDK_JAVA_OPTIONS reaches the JVM.
setlocal
set "samples=%~dp0"
set "jar=%samples%target\lanewise-samples.jar"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version=0"
for /f "tokens=2,3" %%a in ('call "%java%" -version 2^>^&1') do if "%%a" == "version" set "version=%%~b"
for /f "delims=.-+" %%a in ("%version%") do set "version=%%a"
if %version% LSS 25 (
    echo Lanewise needs a JDK of version 25 or newer: install one, for example Temurin 25, or set JAVA_HOME to it. 1>&2
    exit /b 2
)

if exist "%jar%" goto run
where mvn > nul 2> nul
if errorlevel 1 (
    echo Lanewise is built by Maven: install Maven 3.8 or newer, so that mvn is on the PATH. 1>&2
    exit /b 2
)
echo building lanewise ... 1>&2
call mvn -q -B -f "%samples%..\pom.xml" -pl samples -am -Dmaven.test.skip=true -Dcheckstyle.skip package 1>&2
if errorlevel 1 exit /b 2

rem no parentheses from here on: an argument such as momentum(0.05,0.9) would close them
:run
set "flag=--add-modules jdk.incubator.vector"
if "%LANEWISE_NO_VECTOR%" == "1" set "flag="
rem the program shows commands that can be typed here
"%java%" %flag% "-Dlanewise.launcher=%~0" -jar "%jar%" %*
exit /b %ERRORLEVEL%
